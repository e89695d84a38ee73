"""What `make bench` measures. Numbers move from machine to machine: compare ratios within one run."""
