package io.signalbox.deployment;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * {@code make reproducible}: what differs between two jars of the same sources. Quarkus 3.32 records what the start of a service does in
 * build steps that run concurrently: it numbers the results by a counter that all steps share, and calls some of them in the order of a
 * hash (https://github.com/quarkusio/quarkus/pull/53025 and others, in later releases). Such a class is told apart from one with other
 * content. Started from its source, without a build.
 */
final class JarDifference {

    /** The only jar whose classes may have another order. */
    private static final String GENERATED = "quarkus/generated-bytecode.jar";

    private static final List<String> REORDERED =
            List.of("io/quarkus/runner/recorded/", "io/quarkus/runtime/generated/");

    /** The names that Quarkus numbers in the order in which its steps come. */
    private static final Pattern NUMBERED = Pattern.compile("(proxykey|configClass\\$)[0-9]+");

    /** Entries that differ, by their names. @param reordered that have the same content in another order @param other all others */
    record Entries(List<String> reordered, List<String> other) {}

    private JarDifference() {}

    /** Arguments: two folders, and the jars that differ between them. Ends with 1 if one has other content, or is only in one of them. */
    public static void main(String[] arguments) throws IOException {
        int reordered = 0;
        int classes = 0;
        int other = 0;
        for (String jar : Arrays.asList(arguments).subList(2, arguments.length)) {
            Path here = Path.of(arguments[0], jar);
            Path there = Path.of(arguments[1], jar);
            Entries entries = Files.exists(here) && Files.exists(there)
                    ? of(here, there)
                    : new Entries(List.of(), List.of("the jar is only in one of the two"));
            entries.reordered()
                    .forEach(entry -> System.err.println(jar + ": " + entry + ": the same in another order"));
            entries.other().forEach(entry -> System.err.println(jar + ": " + entry + ": other content"));
            classes += entries.reordered().size();
            if (entries.other().isEmpty()) {
                reordered++;
            } else {
                other++;
            }
        }
        System.out.println("reordered=" + reordered + " reordered_classes=" + classes + " different=" + other);
        System.exit(other == 0 ? 0 : 1);
    }

    static Entries of(Path one, Path two) throws IOException {
        var reordered = new ArrayList<String>();
        var other = new ArrayList<String>();
        try (var first = new JarFile(one.toFile());
                var second = new JarFile(two.toFile())) {
            var names = new TreeSet<String>();
            first.stream().forEach(entry -> names.add(entry.getName()));
            second.stream().forEach(entry -> names.add(entry.getName()));
            for (String name : names) {
                byte[] here = bytes(first, name);
                byte[] there = bytes(second, name);
                if (!Arrays.equals(here, there)) {
                    (mayBeReordered(one, name) && sameFacts(here, there) ? reordered : other).add(name);
                }
            }
        }
        if (reordered.isEmpty() && other.isEmpty()) {
            other.add("the jar itself: order or times of its entries");
        }
        return new Entries(reordered, other);
    }

    private static boolean mayBeReordered(Path jar, String entry) {
        return jar.endsWith(Path.of(GENERATED))
                && entry.endsWith(".class")
                && REORDERED.stream().anyMatch(entry::startsWith);
    }

    /** Empty if there is no such entry. */
    private static byte[] bytes(JarFile jar, String name) throws IOException {
        var entry = jar.getEntry(name);
        if (entry == null) {
            return new byte[0];
        }
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static boolean sameFacts(byte[] one, byte[] two) {
        return one.length > 0 && two.length > 0 && facts(one).equals(facts(two));
    }

    /** All that the class says, sorted: its members, and what each instruction does, without numbers of proxies, of local variables and of places. */
    private static List<String> facts(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        var facts = new ArrayList<String>();
        facts.add("class " + model.thisClass().asInternalName() + " "
                + model.flags().flagsMask() + " " + model.superclass() + " " + model.interfaces());
        model.attributes().forEach(each -> facts.add("attribute " + each.attributeName()));
        model.fields()
                .forEach(each -> facts.add(
                        "field " + each.flags().flagsMask() + " " + each.fieldName() + " " + each.fieldType()));
        model.methods().forEach(method -> {
            facts.add("method " + method.flags().flagsMask() + " " + method.methodName() + " " + method.methodType());
            // Quarkus divides a long method after so many steps, whichever they are.
            method.code().ifPresent(code -> facts.addAll(facts(code)));
        });
        facts.sort(null);
        return facts;
    }

    private static List<String> facts(CodeModel code) {
        List<Instruction> instructions = code.elementStream()
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast)
                .toList();
        var facts = new ArrayList<String>();
        for (int i = 0; i < instructions.size(); i++) {
            // Values wait in an array for the step that needs them; their places follow from the order.
            boolean place = instructions.get(i) instanceof ConstantInstruction
                    && i + 1 < instructions.size()
                    && instructions.get(i + 1) instanceof ArrayLoadInstruction;
            facts.add(place ? "place" : unnumbered(fact(instructions.get(i))));
        }
        return facts;
    }

    private static String unnumbered(String fact) {
        return NUMBERED.matcher(fact).replaceAll("$1");
    }

    private static String fact(Instruction instruction) {
        return switch (instruction) {
            case InvokeInstruction call ->
                call.opcode() + " " + call.owner().asInternalName() + "." + call.name() + call.type();
            case FieldInstruction field ->
                field.opcode() + " " + field.owner().asInternalName() + "." + field.name() + field.type();
            case ConstantInstruction constant -> "constant " + constant.constantValue();
            case NewObjectInstruction made -> "new " + made.className().asInternalName();
            case TypeCheckInstruction check ->
                check.opcode() + " " + check.type().asInternalName();
            case LoadInstruction load -> "load " + load.typeKind();
            case StoreInstruction store -> "store " + store.typeKind();
            default -> instruction.opcode().toString();
        };
    }
}
