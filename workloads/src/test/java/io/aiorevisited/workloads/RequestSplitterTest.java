package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.IoOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSplitterTest {

  @ParameterizedTest
  @CsvSource({"1048576, 0, 1", "1048576, 524288, 2", "1048576, 393216, 3", "4096, 524288, 1"})
  void shouldCoverEachByteOfABlockOnce(long block, long split, int requests) {
    WorkloadSpec spec = Specs.dd(IoOperation.READ, block, split, 1);
    RequestSplitter splitter = new RequestSplitter(spec);

    assertThat(splitter.requests()).isEqualTo(requests);
    long end = 0;
    for (int i = 0; i < requests; i++) {
      assertThat(splitter.offsetInBlock(i)).isEqualTo(end);
      assertThat(splitter.length(i)).isBetween(1, spec.maxRequestBytes());
      end += splitter.length(i);
    }
    assertThat(end).isEqualTo(block);
  }
}
