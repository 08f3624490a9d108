package io.aiorevisited.harness.command;

import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.PassState;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Param;
import picocli.CommandLine.TypeConversionException;

/**
 * Checks what is given to JMH by {@code -p name=value,value}: JMH itself passes over a name that no
 * benchmark has, and ends with status 0 after a value that none takes.
 */
final class JmhParameters {

  private static final String OPTION = "-p";

  private JmhParameters() {}

  /**
   * Checks names, and the values of those that take words of a closed list.
   *
   * @throws WrongCallException if there is no such parameter or value
   */
  static void check(List<String> args) {
    Map<String, Field> parameters =
        Arrays.stream(PassState.class.getFields())
            .filter(field -> field.isAnnotationPresent(Param.class))
            .collect(Collectors.toMap(Field::getName, field -> field, (a, b) -> a, TreeMap::new));
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).equals(OPTION) && i + 1 < args.size()) {
        checkOne(parameters, args.get(i + 1));
      } else if (args.get(i).matches("-p\\w+=.*")) {
        checkOne(parameters, args.get(i).substring(OPTION.length()));
      }
    }
  }

  private static void checkOne(Map<String, Field> parameters, String given) {
    String[] pair = given.split("=", 2);
    try {
      String name =
          new Choice<>("parameter", List.copyOf(parameters.keySet()), known -> known)
              .convert(pair[0]);
      Class<?> type = parameters.get(name).getType();
      if (type.isEnum() && pair.length == 2) {
        List<String> words = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
        for (String value : pair[1].split(",", -1)) {
          new Choice<>(name, words, word -> word).convert(value);
        }
      }
    } catch (TypeConversionException e) {
      throw new WrongCallException(OPTION + " " + given + ": " + e.getMessage());
    }
  }
}
