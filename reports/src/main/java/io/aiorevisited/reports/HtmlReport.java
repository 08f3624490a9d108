package io.aiorevisited.reports;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.ChartSupport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report as one HTML file that needs nothing else: no network, no other file. */
public final class HtmlReport {

  private HtmlReport() {}

  /**
   * Writes the report of a run. The same run gives the same bytes on the same machine.
   *
   * @throws IOException if the file can't be written
   */
  public static void write(RunAnalysis analysis, Path file) throws IOException {
    write(analysis, file, ChartSupport.missing());
  }

  /** Writes the report without charts where there is a reason for it. */
  static void write(RunAnalysis analysis, Path file, Optional<String> chartsMissing)
      throws IOException {
    render("report.ftlh", RunPages.of(analysis, chartsMissing), file);
  }

  /**
   * Writes several runs side by side.
   *
   * @throws IOException if the file can't be written
   */
  public static void write(SideBySide runs, Path file) throws IOException {
    render("runs.ftlh", runs, file);
  }

  /**
   * Writes before and after.
   *
   * @throws IOException if the file can't be written
   */
  public static void write(CompareReport comparison, Path file) throws IOException {
    render("compare.ftlh", comparison, file);
  }

  private static void render(String template, Object model, Path file) throws IOException {
    StringWriter page = new StringWriter();
    try {
      templates().getTemplate(template).process(Map.of("report", model), page);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template " + template + " does not fit its model", e);
    }
    OwnFile.PAGE.write(file, page.toString());
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    return configuration;
  }
}
