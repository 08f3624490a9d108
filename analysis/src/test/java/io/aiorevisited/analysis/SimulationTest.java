package io.aiorevisited.analysis;

/** A quarter of the simulated runs, for every build. */
class SimulationTest extends SimulationRules {

  private static final int PART = 4;

  SimulationTest() {
    super(PART);
  }
}
