"""`python -m benchmarks.peers`: only the comparison, printed."""

from benchmarks.peers.comparing import measure_peers

if __name__ == "__main__":
    for found in measure_peers():
        print(f"{found.median * 1000:9.2f} ms  {found.name}  {found.note}{'' if found.is_kept else '  TOO SLOW'}")
