"""General solvers, given the same instances, time and core, each as strong as its options allow."""
