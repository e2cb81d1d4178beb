"""Everything the plan 重層的支援体制整備事業実施計画 names, to be found under any of its names."""
