package io.aiorevisited.engines;

import java.util.List;

/** A process of another program that carries an engine's requests out. */
public interface EngineDaemon {

  /** Its version, in its own words. */
  String version();

  /** How it was started, word for word. */
  List<String> commandLine();

  /**
   * Looks, from outside, at how it does its I/O now. Takes some milliseconds: not for the I/O path.
   */
  Proof look();

  /**
   * What was seen.
   *
   * @param asNamed whether it works by the means that the engine is named after
   * @param seen what tells so, or what speaks against it, without a full stop
   */
  record Proof(boolean asNamed, String seen) {}
}
