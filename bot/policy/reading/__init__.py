"""From a policy file to a Policy, with every fault and its line."""
