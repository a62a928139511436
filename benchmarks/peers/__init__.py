"""General solvers, given the same instances, the same time and one core, each as strong as its options allow."""
