"""この PC: letters, sound, scanner, camera, locking; each control is kept the moment it moves."""

from typing import Any

from desktop.entrance.printer import PrinterBox
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.facts import Facts
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings, Tick
from desktop.style import tokens
from desktop.style.scale import scale
from resources import codes, settings
from resources.words import _

NO_CAMERA = "-"  # as the reception understands it
_LEVELS = {"soft": 40, "middle": 70, "loud": 100}


class MachineSection(Section):
    """The settings of this machine; `remember` keeps one."""

    def build(self) -> None:
        """Make a card for each matter."""
        machine = settings.load()
        self._build_screen(machine)
        self._build_sound(machine)
        self._build_scanner(machine)
        printing = self.card(
            _("Printer"), _("How far the paper sits off, measured on the test page.")
        )
        self.printer = PrinterBox(self._office, self.desk.now)
        printing.add(self.printer)
        data = self.card(_("Data"))
        data.add(
            Facts(
                [
                    (_("Folder"), str(self.desk.office.folder)),
                    (_("Settings"), str(settings.default_path())),
                ]
            )
        )

    def _office(self) -> str:
        from sessions import office

        return self.desk.read(office.get).details.name

    def remember(self, **changes: Any) -> None:
        """Keep one setting of this machine."""
        settings.change(**changes)

    def _build_screen(self, machine: settings.Settings) -> None:
        card = self.card(_("Screen"))
        self.letters = Rings(
            _("Size of letters"),
            [("1.0", _("Normal")), ("1.25", _("Large")), ("1.5", _("Largest"))],
            str(scale.factor),
        )
        self.letters.chosen.connect(lambda size: scale.set_factor(float(size)))
        scale.changed.connect(self._show_letters)
        card.add(
            Field(
                _("Size of letters"),
                self.letters,
                hint=_("Ctrl + and Ctrl − do the same."),
                width=0,
            )
        )
        self.still = Tick(_("Less movement"), on=machine.reduced_motion)
        self.still.toggled.connect(lambda on: self.remember(reduced_motion=on))
        card.add(self.still)
        self.idle = NumberField(
            _("Minutes until the desk is locked"), machine.idle_minutes, most=240, unit=_("minutes")
        )
        self.idle.valueChanged.connect(lambda minutes: self.remember(idle_minutes=minutes))
        card.add(
            Field(
                _("Minutes until the desk is locked"),
                self.idle,
                hint=_("0 never locks. While the reception runs it is not locked."),
            )
        )

    def _show_letters(self) -> None:
        self.letters.set_value(str(scale.factor))

    def _build_sound(self, machine: settings.Settings) -> None:
        card = self.card(_("Sound of the reception"))
        level = next((n for n, top in _LEVELS.items() if machine.sound_volume <= top), "loud")
        self.volume = Rings(
            _("Volume"),
            [
                ("off", _("Silent")),
                ("soft", _("Soft")),
                ("middle", _("Middle")),
                ("loud", _("Loud")),
            ],
            level if machine.sound and machine.sound_volume else "off",
        )
        self.volume.chosen.connect(self._set_volume)
        self.hear = Button(_("Listen"), kind=Kind.SOFT, icon="volume-2")
        self.hear.clicked.connect(self._listen)
        self.heard = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        card.add(Field(_("Volume"), self.volume, width=0))
        row = in_a_row(self.hear, stretch=False)
        row.addWidget(self.heard, 1)
        card.body.addLayout(row)
        self.spoken = Tick(_("Say the name aloud"), on=machine.spoken_names)
        self.spoken.toggled.connect(lambda on: self.remember(spoken_names=on))
        self.last_ten = Tick(_("Show the last ten who came"), on=machine.last_ten)
        self.last_ten.toggled.connect(lambda on: self.remember(last_ten=on))
        card.add(self.spoken)
        card.add(self.last_ten)
        note = _("Leave it off where visitors see the screen.")
        card.add(Label(note, px=tokens.SMALL, colour=tokens.INK_2, wrap=True))

    def _set_volume(self, level: str) -> None:
        if level == "off":
            self.remember(sound=False)
        else:
            self.remember(sound=True, sound_volume=_LEVELS[level])

    def _listen(self) -> None:
        from desktop.sounds import Sound, Sounds

        level = self.volume.value()
        heard = Sounds(level, self).play(Sound.RECEIVED)
        self.heard.setText("" if heard else _("No sound can be played here."))

    def _build_scanner(self, machine: settings.Settings) -> None:
        card = self.card(_("Scanner and camera"))
        self.scanner = Rings(
            _("How the scanner is connected"),
            [("keyboard", _("Like a keyboard")), ("serial", _("Serial port"))],
            machine.scanner,
        )
        self.scanner.chosen.connect(self._set_scanner)
        self.port = Choice(_("Port"))
        self.port.chosen.connect(lambda name: self.remember(scanner_port=name))
        self.port_field = Field(_("Port"), self.port)
        self.trial = TextField(_("Scan a card here to try"))
        self.trial.textChanged.connect(self._try)
        self.trial_field = Field(_("Scan a card here to try"), self.trial, width=440)
        self.camera = Choice(_("Camera"))
        self.camera.chosen.connect(lambda name: self.remember(camera=name))
        card.add(Field(_("How the scanner is connected"), self.scanner, width=0))
        card.add(self.port_field)
        card.add(self.trial_field)
        card.add(Field(_("Camera"), self.camera))
        self._set_scanner(machine.scanner)

    def refresh(self) -> None:
        """Look which ports, cameras and printers there are now."""
        machine = settings.load()
        self._look_for_ports(machine.scanner_port)
        known = _cameras()
        self.camera.set_answers(
            [
                ("", _("The first one found")),
                *((name, name) for name in known),
                (NO_CAMERA, _("No camera")),
            ],
            machine.camera,
        )
        self.printer.look()
        self.letters.set_value(str(scale.factor))

    def _look_for_ports(self, chosen: str) -> None:
        from desktop.scanning.serial import ports

        known = list(dict.fromkeys([*ports(), *([chosen] if chosen else [])]))
        answers = [(name, name) for name in known] or [("", _("No port is there"))]
        self.port.set_answers(answers, chosen)

    def _set_scanner(self, way: str) -> None:
        self.remember(scanner=way)
        self.port_field.setVisible(way == "serial")
        if way == "serial" and self.port.value():
            self.remember(scanner_port=self.port.value())

    def _try(self, text: str) -> None:
        if not text.strip():
            self.trial_field.set_hint("")
            return
        code = codes.read(text).code
        words = (
            _("This card can be read: {code}").format(code=codes.human(code))
            if code
            else _("This is no card of ours, or not whole yet.")
        )
        self.trial_field.set_hint(words)


def _cameras() -> list[str]:
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.platformName() == "offscreen":  # nobody sits before such a machine
        return []
    from desktop.scanning.webcam import cameras

    return cameras()
