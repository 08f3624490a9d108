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
import java.nio.file.Files;
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
    Files.writeString(
        file, render(ReportModels.of(analysis, chartsMissing)), StandardCharsets.UTF_8);
  }

  private static String render(ReportModel model) throws IOException {
    StringWriter page = new StringWriter();
    try {
      templates().getTemplate("report.ftlh").process(Map.of("report", model), page);
    } catch (TemplateException e) {
      throw new IllegalStateException("the report's template does not fit its model", e);
    }
    return page.toString();
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
