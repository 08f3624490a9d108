package io.aiorevisited.analysis;

/** A sixth of the simulated runs, for every build. */
class SimulationTest extends SimulationRules {

  private static final int PART = 6;

  SimulationTest() {
    super(PART);
  }
}
