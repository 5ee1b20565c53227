import json
import pkgutil

TABLE = json.loads(pkgutil.get_data(__package__, 'tables/moves.json').decode())


def look_up(step, size):
    return TABLE[step % size]
