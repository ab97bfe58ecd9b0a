"""The audit from meters follows a sound folder and finds each kind of damage to its tables."""

import contextlib
import csv
import io
import pathlib
import tempfile
import unittest

import audit_actuals

METERS = [
    {"meter": "F", "component": "gas", "flow": "gas_taken", "period_start": "2025-12-01", "period_end": "2026-01-31", "amount": "610", "unit": "Mscf"},
]
ANALYSES = [
    {"component": "gas", "valid_from": date, "key": f"{name}_mole_fraction", "value": share}
    for date, shares in (("2025-07-01", ("0.9", "0.1")), ("2026-01-11", ("0.8", "0.2")))
    for name, share in zip(("methane", "ethane"), shares)
]


def row(start, end, days, share):
    """All carbon of methane and ethane, 10 Mscf a day, 0.0526 kg CO2 a scf and carbon atom."""
    scf, factor = 10_000 * days, 0.0526 * (share + 2 * (1 - share))
    return {"method": "98.233-W39A", "source_id": "gas", "source": "combustion_co2", "ghgp_scope": "1", "gas": "CO2", "gwp_set": "AR6-100",
            "period_start": start, "period_end": end, "activity_qty": scf, "activity_unit": "scf", "factor_id": "site.gas.hydrocarbon_co2",
            "factor_value": repr(factor), "oxidation_or_eta": "0.997", "mass_t": repr(scf * factor * 0.997 / 1000), "co2e_t": "0"}


LEDGER = [row("2026-01-01T00:00", "2026-01-11T00:00", 10, 0.9), row("2026-01-11T00:00", "2026-01-31T00:00", 20, 0.8)]


def failures(meters=METERS, ledger=LEDGER, certificates=()):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file, rows in (("meters", meters), ("analyses", ANALYSES), ("emissions_ledger", ledger), ("certificates", certificates)):
            if rows:
                with (folder / f"{file}.csv").open("w", newline="") as handle:
                    writer = csv.DictWriter(handle, rows[0])
                    writer.writeheader()
                    writer.writerows(rows)
        with contextlib.redirect_stdout(io.StringIO()):
            return len(audit_actuals.Actuals(folder, folder).run().failures)


class ActualsTests(unittest.TestCase):
    def test_sound(self):
        self.assertEqual(failures(), 0)

    def test_two_grams(self):
        damaged = LEDGER[0] | {"mass_t": repr(float(LEDGER[0]["mass_t"]) + 2e-6)}
        self.assertEqual(failures(ledger=[damaged, LEDGER[1]]), 1)

    def test_reading_or_analysis(self):
        self.assertEqual(failures(meters=[METERS[0] | {"amount": "611"}]), 2)
        self.assertGreater(failures(ledger=[row("2026-01-11T00:00", "2026-01-31T00:00", 20, 0.9)]), 0)

    def test_certificate_used_twice(self):
        one = {"serial": "A-1", "certified_mwh": "0"}
        self.assertEqual(failures(certificates=[one, one]), 1)


if __name__ == "__main__":
    unittest.main()
