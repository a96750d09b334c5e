package io.signalbox.bench.rooms;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from compiled classes which types of the project they name. */
final class ClassFiles {

    private static final String OURS = "io/signalbox/";
    private static final Pattern DESCRIBED = Pattern.compile("L(io/signalbox/[\\w/$]+)[;<]");

    private ClassFiles() {}

    /** By outer type, the outer types of the project that it depends on. */
    static Map<String, Set<String>> dependencies(Path folder) throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".class")
                            && !file.endsWith("package-info.class")
                            && !file.toString().contains("jmh_generated"))
                    .toList();
            for (Path file : files) {
                ClassModel model = ClassFile.of().parse(file);
                String name = model.thisClass().asInternalName();
                if (name.startsWith(OURS)) {
                    all.computeIfAbsent(outer(name), _ -> new TreeSet<>()).addAll(named(model));
                }
            }
        }
        all.forEach((name, others) -> others.remove(name));
        return all;
    }

    private static Set<String> named(ClassModel model) {
        var names = new TreeSet<String>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type
                when type.asInternalName().startsWith(OURS) -> names.add(outer(type.asInternalName()));
                // Descriptors and signatures of fields and methods.
                case Utf8Entry text ->
                    DESCRIBED
                            .matcher(text.stringValue())
                            .results()
                            .map((MatchResult found) -> outer(found.group(1)))
                            .forEach(names::add);
                default -> {
                    // Names no type.
                }
            }
        }
        return names;
    }

    private static String outer(String internalName) {
        int nested = internalName.indexOf('$');
        return (nested < 0 ? internalName : internalName.substring(0, nested)).replace('/', '.');
    }
}
