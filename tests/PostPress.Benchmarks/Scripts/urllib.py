"""What people write in Python: urllib and csv. Measured after the same warm-up as the others."""
import csv
import json
import os
import resource
import sys
import time
import urllib.request

address, warm_up_account, warm_up_seconds, account, folder = sys.argv[1:]


def run(account):
    rows = 0
    cursor = None
    with open(folder + "/urllib.csv", "w", newline="", encoding="utf-8") as file:
        writer = None
        while True:
            url = f"{address}/users/relations?account_id={account}&limit=1000" + (f"&cursor={cursor}" if cursor else "")
            request = urllib.request.Request(url, headers={"X-API-KEY": "pp_test_benchmark"})
            with urllib.request.urlopen(request) as response:
                page = json.load(response)
            for item in page["items"]:
                if writer is None:
                    fields = [name for name in item if name != "object"]
                    fields += [name for name in ["profile_picture_url"] if name not in fields]
                    writer = csv.DictWriter(file, fields, extrasaction="ignore")
                    writer.writeheader()
                writer.writerow(item)
                rows += 1
            cursor = page["cursor"]
            if cursor is None:
                return rows


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


warm_up_end = time.perf_counter() + float(warm_up_seconds)
while time.perf_counter() < warm_up_end:
    run(warm_up_account)
    os.remove(folder + "/urllib.csv")
cpu_before, wall_before = cpu(), time.perf_counter()
relations = run(account)
wall, used = time.perf_counter() - wall_before, cpu() - cpu_before
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"measured relations={relations} wall={wall} cpu={used} allocated=0 heap=0 peak={peak}")
