package io.signalbox.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTextTest {

    @Test
    void keysAreInOrderAndWhatFitsIsOnOneLine() {
        assertThat(TemplateText.of("{\"b\": [1, {\"d\": true, \"c\": \"x\\\"y\"}], \"a\": {}}"))
                .isEqualTo("{\"a\": {}, \"b\": [1, {\"c\": \"x\\\"y\", \"d\": true}]}\n");
    }

    @Test
    void whatIsTooLongHasALineForEachPart() {
        String text = "x".repeat(70);

        assertThat(TemplateText.of("{\"b\": \"" + text + "\", \"a\": [\"" + text + "\", \"" + text + "\"]}"))
                .isEqualTo("{\n \"a\": [\n  \"" + text + "\",\n  \"" + text + "\"\n ],\n \"b\": \"" + text + "\"\n}\n");
    }
}
