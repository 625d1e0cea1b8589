"""What `make bench` measures with: the municipalities, the clocks, the pages and their floor."""
