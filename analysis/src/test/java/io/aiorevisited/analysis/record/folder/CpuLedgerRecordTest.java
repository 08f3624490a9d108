package io.aiorevisited.analysis.record.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TestRecords;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

public class CpuLedgerRecordTest {
  private static final CpuLedgerRecord LEDGER =
      new CpuLedgerRecord(
          new CpuTime(10, 20),
          new CpuTime(300, 700),
          new CpuTime(5, 1),
          new CpuTime(4, 1),
          new CpuTime(3, 1),
          CpuTime.NONE,
          0,
          new CpuTime(322, 723),
          0,
          true,
          40,
          new CpuLedgerRecord.HostTime(0, 10_000, 20_000, 0),
          new CpuLedgerRecord.Switches(7, 1),
          new CpuLedgerRecord.Switches(9, 2),
          new CpuLedgerRecord.Switches(20, 4),
          new CpuLedgerRecord.DeviceIo(100, 3200, 0, 0),
          null,
          null);

  @Test
  void shouldComeBackFromJson() {
    PassRecord pass = TestRecords.pass(1, 2, 3, 4, LEDGER);
    String json = RecordJson.MAPPER.writeValueAsString(pass);
    assertThat(json).contains("\"cpu\":{\"home\":{\"userMicros\":10,\"systemMicros\":20}");
    assertThat(json).doesNotContain("engineCost").doesNotContain("jvm\"").doesNotContain("total");
    assertThat(RecordJson.MAPPER.readValue(json, PassRecord.class)).isEqualTo(pass);
  }

  @Test
  void shouldLeaveAPassWithoutALedgerAsItWas() {
    String json = RecordJson.MAPPER.writeValueAsString(TestRecords.pass(1, 2, 3, 4));
    assertThat(json).doesNotContain("cpu");
    assertThat(RecordJson.MAPPER.readValue(json, PassRecord.class))
        .isEqualTo(TestRecords.pass(1, 2, 3, 4));
  }

  @Test
  void shouldRefuseALedgerThatLacksAPart() {
    assertThatThrownBy(
            () ->
                RecordJson.MAPPER.readValue(
                    "{\"cpu\":{\"home\":{\"userMicros\":10,\"systemMicros\":20}}}",
                    PassRecord.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("engine");
  }

  @Test
  void shouldCountHomeAndEngineAsTheEnginesCost() {
    assertThat(LEDGER.engineCost()).isEqualTo(new CpuTime(310, 720));
    assertThat(LEDGER.jvm()).isEqualTo(new CpuTime(12, 3));
  }
}
