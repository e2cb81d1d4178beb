"""イ～ナ介護支援ボランティアポイント: points for helping hands from 65."""
