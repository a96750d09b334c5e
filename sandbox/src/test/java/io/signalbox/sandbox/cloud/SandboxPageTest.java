package io.signalbox.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.s3.S3Operation;
import io.signalbox.sandbox.ssm.ParameterOperation;
import io.signalbox.sandbox.sts.Sts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxPageTest {

    private static final Path PAGE = Path.of("../docs/sandbox.md");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9-]+)`");

    @Test
    void thePageNamesExactlyTheOperationsThatAreAnswered() throws Exception {
        var documented = new TreeSet<String>();
        try (Stream<String> lines = Files.lines(PAGE)) {
            lines.dropWhile(line -> !line.equals("## Operations"))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| `"))
                    .forEach(line -> documented.addAll(row(line)));
        }
        assertThat(documented).isEqualTo(answered());
    }

    private static Set<String> row(String line) {
        var names = NAME.matcher(line).results().map(found -> found.group(1)).toList();
        return names.stream().skip(1).map(name -> names.getFirst() + ":" + name).collect(Collectors.toSet());
    }

    private static Set<String> answered() {
        var all = new TreeSet<>(Cloud.operations());
        all.addAll(named("route53", Operation.values()));
        all.addAll(named("ssm", ParameterOperation.values()));
        all.addAll(named("s3", S3Operation.values()));
        all.addAll(named("sts", Sts.OPERATIONS.toArray()));
        return all;
    }

    private static Set<String> named(String service, Object[] operations) {
        return Arrays.stream(operations).map(each -> service + ":" + each).collect(Collectors.toSet());
    }
}
