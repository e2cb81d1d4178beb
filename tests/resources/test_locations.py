"""The database stays off networks, clouds and sticks, on Windows and on Linux."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from resources import locations
from resources.locations import Facts, Reason
from resources.refusals import Refusal

DRIVES = {"C:\\": 3, "D:\\": 3, "E:\\": 2, "Z:\\": 4, "R:\\": 6}
WINDOWS = Facts(
    environment={
        "OneDrive": "C:\\Users\\hana\\雲",
        "OneDriveCommercial": "C:\\Users\\hana\\社協の雲",
    },
    drive_kind=lambda root: DRIVES.get(root.upper(), 1),
)
LINUX = Facts(
    mounts=(
        ("/dev/sda1", "/", "ext4"),
        ("/dev/sdb1", "/media/hana/USB 1", "vfat"),
        ("//nas/share", "/mnt/nas", "cifs"),
        ("nas:/home", "/home/all", "nfs4"),
        ("//nas/x", "/mnt/smb", "smb3"),
        ("host", "/mnt/host", "9p"),
        ("rclone", "/mnt/rclone", "fuse.rclone"),
        ("sshfs", "/mnt/ssh", "fuse.sshfs"),
        ("/dev/sda3", "/mnt/windows", "fuseblk"),
        ("/dev/sda4", "/mnt/nas/local", "ext4"),
        ("tmpfs", "/dev/shm", "tmpfs"),
        ("/dev/sda5", "/mnt/twice", "ext4"),
        ("//nas/twice", "/mnt/twice", "cifs"),
    ),
    removable=lambda device: device == "/dev/sdb1",
)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("C:\\Users\\hana\\AppData\\Local\\inakurashi", None),
        ("D:\\データ\\inakurashi", None),
        ("R:\\ramdisk", None),
        ("\\\\?\\C:\\long\\name", None),
        ("C:\\Users\\hana\\Boxes\\dropboxes", None),
        ("\\\\srv\\share\\inakurashi", Reason.NETWORK),
        ("//srv/share/inakurashi", Reason.NETWORK),
        ("\\\\?\\UNC\\srv\\share\\x", Reason.NETWORK),
        ("\\\\192.168.1.5\\c$\\x", Reason.NETWORK),
        ("Z:\\社協\\inakurashi", Reason.NETWORK),
        ("z:\\x", Reason.NETWORK),
        ("E:\\inakurashi", Reason.REMOVABLE),
        ("C:\\Users\\hana\\OneDrive\\x", Reason.CLOUD),
        ("C:\\Users\\hana\\OneDrive - 伊那市社協\\ドキュメント", Reason.CLOUD),
        ("C:\\Users\\hana\\雲\\ドキュメント", Reason.CLOUD),
        ("c:\\users\\HANA\\社協の雲", Reason.CLOUD),
        ("C:\\Users\\hana\\Dropbox\\x", Reason.CLOUD),
        ("C:\\Users\\hana\\Dropbox (社協)\\x", Reason.CLOUD),
        ("D:\\Google Drive\\x", Reason.CLOUD),
        ("D:\\マイドライブ\\x", Reason.CLOUD),
        ("D:\\My Drive\\x", Reason.CLOUD),
        ("C:\\Users\\hana\\Box\\x", Reason.CLOUD),
        ("C:\\Users\\hana\\iCloudDrive\\x", Reason.CLOUD),
        ("C:\\Users\\hana\\Nextcloud\\x", Reason.CLOUD),
    ],
)
def test_windows_folders(folder, expected):
    assert locations.reason(PureWindowsPath(folder), WINDOWS) is expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/hana/.local/share/inakurashi", None),
        ("/mnt/windows/x", None),
        ("/dev/shm/x", None),
        ("/mnt/nas/local/x", None),
        ("/mnt/nasty", None),
        ("/mnt/nas", Reason.NETWORK),
        ("/mnt/nas/x/y", Reason.NETWORK),
        ("/home/all/hana", Reason.NETWORK),
        ("/mnt/smb/x", Reason.NETWORK),
        ("/mnt/host/x", Reason.NETWORK),
        ("/mnt/rclone/x", Reason.NETWORK),
        ("/mnt/ssh/x", Reason.NETWORK),
        ("/mnt/twice/x", Reason.NETWORK),
        ("/media/hana/USB 1/x", Reason.REMOVABLE),
        ("/home/hana/Dropbox/x", Reason.CLOUD),
        ("/Users/hana/Library/Mobile Documents/x", Reason.CLOUD),
        ("/home/hana/GoogleDrive-hana@example.org/x", Reason.CLOUD),
    ],
)
def test_linux_folders(folder, expected):
    assert locations.reason(PurePosixPath(folder), LINUX) is expected


@pytest.mark.parametrize(
    ("folder", "what"),
    [
        ("/mnt/nas/x", "another computer"),
        ("/home/hana/Dropbox", "internet"),
        ("/media/hana/USB 1", "stick"),
    ],
)
def test_the_refusal_says_why_and_what_instead(folder, what):
    from pathlib import Path

    with pytest.raises(Refusal) as told:
        locations.ensure_suitable(Path(folder), LINUX)
    assert what in told.value.what
    assert "own disk" in told.value.advice


def test_a_folder_on_this_machine_is_fine_and_need_not_exist(tmp_path):
    locations.ensure_suitable(tmp_path / "not" / "yet")


def test_a_link_into_a_cloud_folder_is_followed(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(Refusal, match="internet"):
        locations.ensure_suitable(tmp_path / "link" / "office", Facts())


def test_a_renamed_cloud_folder_is_known_by_its_marks(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / ".dropbox").touch()
    with pytest.raises(Refusal, match="internet"):
        locations.ensure_suitable(tmp_path / "mine" / "a" / "b", Facts())


def test_the_facts_of_this_machine_can_be_read():
    facts = locations.machine()
    assert any(place == "/" for _device, place, _kind in facts.mounts)
