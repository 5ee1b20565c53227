import json
import unittest

from halite import settings


class SettingsTest(unittest.TestCase):
    def test_each_number_says_why(self):
        for name, entry in json.loads(settings.read("settings.json")).items():
            self.assertEqual(sorted(entry), ["value", "why"], name)
            self.assertGreater(len(entry["why"]), 10, name)

    def test_a_missing_number_is_an_error(self):
        entries = json.loads(settings.read("settings.json"))
        del entries["max_ships"]
        with self.assertRaisesRegex(TypeError, "max_ships"):
            settings.parse(json.dumps(entries))

    def test_an_unknown_number_is_an_error(self):
        entries = json.loads(settings.read("settings.json"))
        entries["max_shpis"] = {"value": 1, "why": "misspelt"}
        with self.assertRaisesRegex(TypeError, "max_shpis"):
            settings.parse(json.dumps(entries))


if __name__ == "__main__":
    unittest.main()
