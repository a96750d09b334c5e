package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarDifferenceTest {

    private static final String RECORDED = "io/quarkus/runner/recorded/Step.class";

    @TempDir
    private Path folder;

    /** A class that calls a method with each of the texts. */
    private static byte[] calls(String... texts) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("io.quarkus.runner.recorded.Step"),
                        made -> made.withMethodBody(
                                "deploy",
                                MethodTypeDesc.of(ConstantDescs.CD_void),
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                code -> {
                                    for (String text : texts) {
                                        code.loadConstant(text)
                                                .invokestatic(
                                                        ClassDesc.of("io.quarkus.Start"),
                                                        "with",
                                                        MethodTypeDesc.of(
                                                                ConstantDescs.CD_void, ConstantDescs.CD_String));
                                    }
                                    code.return_();
                                }));
    }

    /** A class that reads a place of an array, and uses a number. */
    private static byte[] reads(int place, int number) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("io.quarkus.runner.recorded.Step"),
                        made -> made.withMethodBody(
                                "deploy",
                                MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object.arrayType()),
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                code -> code.aload(0)
                                        .loadConstant(place)
                                        .aaload()
                                        .pop()
                                        .loadConstant(number)
                                        .ireturn()));
    }

    private Path jar(String build, String name, Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve(build).resolve("quarkus-app/quarkus").resolve(name);
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    private JarDifference.Entries generated(String entry, byte[] one, byte[] two) throws IOException {
        return JarDifference.of(
                jar("first", "generated-bytecode.jar", Map.of(entry, one)),
                jar("second", "generated-bytecode.jar", Map.of(entry, two)));
    }

    @Test
    void theSameCallsInAnotherOrderWithOtherNumbersAreTheSame() throws IOException {
        assertThat(generated(RECORDED, calls("proxykey7", "one", "two"), calls("two", "proxykey12", "one")))
                .isEqualTo(new JarDifference.Entries(List.of(RECORDED), List.of()));
    }

    @Test
    void thePlaceOfAWaitingValueMayDifferAndNoOtherNumber() throws IOException {
        assertThat(generated(RECORDED, reads(7, 1), reads(800, 1)).reordered()).containsExactly(RECORDED);
        assertThat(generated(RECORDED, reads(7, 1), reads(7, 2)).other()).containsExactly(RECORDED);
    }

    @Test
    void anotherTextOneMoreCallAndAMissingClassAreOtherContent() throws IOException {
        var other = new JarDifference.Entries(List.of(), List.of(RECORDED));
        assertThat(generated(RECORDED, calls("one"), calls("two"))).isEqualTo(other);
        assertThat(generated(RECORDED, calls("one"), calls("one", "one"))).isEqualTo(other);
        assertThat(JarDifference.of(
                        jar("first", "generated-bytecode.jar", Map.of(RECORDED, calls("one"))),
                        jar("second", "generated-bytecode.jar", Map.of("other", new byte[1]))))
                .isEqualTo(new JarDifference.Entries(List.of(), List.of(RECORDED, "other")));
    }

    @Test
    void inOtherPackagesAndJarsTheOrderCounts() throws IOException {
        String ours = "io/signalbox/Step.class";
        assertThat(generated(ours, calls("one", "two"), calls("two", "one")))
                .isEqualTo(new JarDifference.Entries(List.of(), List.of(ours)));
        assertThat(JarDifference.of(
                        jar("first", "app.jar", Map.of(RECORDED, calls("one", "two"))),
                        jar("second", "app.jar", Map.of(RECORDED, calls("two", "one")))))
                .isEqualTo(new JarDifference.Entries(List.of(), List.of(RECORDED)));
    }

    @Test
    void aJarThatDiffersThoughItsEntriesDoNotHasOtherContent() throws IOException {
        assertThat(generated(RECORDED, calls("one"), calls("one")).other())
                .containsExactly("the jar itself: order or times of its entries");
    }
}
