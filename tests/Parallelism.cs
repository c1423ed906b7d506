// torch's generator and its thread count belong to the process: trainings beside each other would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
