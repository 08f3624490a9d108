package io.aiorevisited.analysis;

/** All simulated runs, at the bounds that belong to their number. */
class SimulationIT extends SimulationRules {

  SimulationIT() {
    super(1);
  }
}
