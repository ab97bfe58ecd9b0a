"""The audit of emissions tables follows sound figures and finds each kind of damage."""

import contextlib
import csv
import io
import json
import pathlib
import tempfile
import unittest

import audit_emissions

LEDGER = {
    "scenario": "planned", "period_start": "2025-01-01T00:00", "ghgp_scope": "1", "ghgp_category": "stationary combustion",
    "method": "98.33-C1b", "source_id": "gensets", "source": "combustion_co2", "activity_qty": "1000",
    "activity_unit": "MMBtu", "factor_id": "40cfr98-natural-gas.co2", "factor_value": "53.06", "oxidation_or_eta": "1",
    "gas": "CO2", "mass_t": "53.06", "gwp_set": "AR6-100", "gwp": "1", "co2e_t": "53.06",
}
FACTOR = {"factor_id": "40cfr98-natural-gas.co2", "value": "53.06", "unit": "kg/MMBtu", "valid_from": "2014-01-01", "valid_to": "2030-12-31"}
SUMMARY = {
    "row": "group", "scope": "1", "category": "stationary combustion", "method": "98.33-C1b", "co2_t": "53.06", "ch4_t": "0",
    "n2o_t": "0", "published_as_co2e_t": "0", "co2e_ar5_100_t": "53.06", "co2e_ar6_100_t": "53.06", "co2e_ar6_20_t": "53.06",
}


MANIFEST = {
    "outputs": [], "times": "local standard time, ISO 8601; the site states no offset from UTC",
    "not_counted": ["embodied carbon of equipment and GPUs (no embodied_factors)",
                    "what comes before the fuel of gensets reaches the site (no upstream_factors)"],
    "reading": [],
}


def failures(ledger=None, factor=None, summary=None, manifest=None):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file, row in (("emissions_ledger", LEDGER | (ledger or {})), ("factor_registry", FACTOR | (factor or {})),
                          ("emissions_summary_annual", SUMMARY | (summary or {}))):
            with (folder / f"{file}.csv").open("w", newline="") as handle:
                writer = csv.DictWriter(handle, row)
                writer.writeheader()
                writer.writerow(row)
        (folder / "manifest.json").write_text(json.dumps(MANIFEST | (manifest or {})))
        audit = audit_emissions.Audit(folder)
        with contextlib.redirect_stdout(io.StringIO()):
            audit.run()
        return len(audit.failures)


class AuditTests(unittest.TestCase):
    def test_sound(self):
        self.assertEqual(failures(), 0)

    def test_damage(self):
        for damage in ({"mass_t": "53.07"}, {"activity_qty": "1001"}, {"co2e_t": "54"}, {"factor_id": "unknown.co2"},
                       {"ghgp_scope": ""}, {"scenario": "actual"}, {"period_start": "2035-01-01T00:00"}):
            with self.subTest(damage):
                self.assertGreater(failures(ledger=damage), 0)
        self.assertGreater(failures(factor={"value": "53.11"}), 0)
        self.assertGreater(failures(factor={"unit": "kg/MWh"}), 0)
        self.assertGreater(failures(summary={"co2e_ar6_100_t": "54"}), 0)

    def test_sentences(self):
        for sentences in ({"times": "local standard time, UTC-08:00"}, {"not_counted": []},
                          {"not_counted": MANIFEST["not_counted"][:1]},
                          {"reading": ["losses before the meter are Scope 3, category 3"]}):
            with self.subTest(sentences):
                self.assertEqual(failures(manifest=sentences) > 0, True)
        stamped = {"period_start_utc": "2025-01-01T08:00Z"}
        self.assertEqual(failures(ledger=stamped, manifest={"times": "local standard time, UTC-08:00"}), 0)
        self.assertGreater(failures(ledger=stamped, manifest={"times": "local standard time, UTC-07:00"}), 0)


if __name__ == "__main__":
    unittest.main()
