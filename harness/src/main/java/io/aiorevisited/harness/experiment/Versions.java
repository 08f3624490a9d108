package io.aiorevisited.harness.experiment;

import io.aiorevisited.engines.linux.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Versions of this program and of what its figures depend on. */
public final class Versions {

  /** Name of the binding among them. */
  static final String BINDING = "binding";

  private Versions() {}

  /** The version of this program. */
  public static String ofThisProgram() {
    return builtIn().getProperty("aio-revisited");
  }

  /**
   * Versions by name: {@code aio-revisited}, {@code jdk}, {@code jvm}, {@code jmh}, {@code jna};
   * and the {@code binding} of system calls in use.
   */
  public static Map<String, String> all() {
    Properties builtIn = builtIn();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("aio-revisited", builtIn.getProperty("aio-revisited"));
    versions.put("jdk", System.getProperty("java.version"));
    versions.put(
        "jvm",
        System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.vm.version")
            + ", "
            + System.getProperty("java.vm.vendor"));
    versions.put("jmh", builtIn.getProperty("jmh"));
    versions.put("jna", builtIn.getProperty("jna"));
    versions.put(BINDING, Binding.inUse().label());
    return versions;
  }

  private static Properties builtIn() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        throw new IllegalStateException("versions.properties is missing: build with Maven");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read versions.properties from the jar", e);
    }
    return properties;
  }
}
