package io.aiorevisited.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets integration tests start JVMs as the program does: from its jar, with a class archive that
 * all of them share. Elsewhere, as in an editor, they start from folders of classes.
 */
public final class FromTheJar implements BeforeAllCallback {
  private static final String JAR = "aiorevisited.test.jar";
  private static final String TESTS_CLASS_PATH = System.getProperty("java.class.path");

  @Override
  public void beforeAll(ExtensionContext context) {
    String jar = System.getProperty(JAR);
    if (jar != null && Files.isRegularFile(Path.of(jar))) {
      System.setProperty("java.class.path", jar);
    }
  }

  /** The class path of this JVM, for one that starts a class of the tests. */
  static String testsClassPath() {
    return TESTS_CLASS_PATH;
  }
}
