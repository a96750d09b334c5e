package io.signalbox.fuzz;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The code of a parser.
 *
 * @param classes by full name, with their nested ones; a name that ends with a dot is a package with all below it
 * @param methods whose lines count, by name
 */
public record Code(List<String> classes, Predicate<String> methods) {

    public Code {
        classes = List.copyOf(classes);
    }

    /** @param packageName of all of them @param simpleNames not only of public ones */
    public static Code of(String packageName, String... simpleNames) {
        return new Code(
                Stream.of(simpleNames).map(name -> packageName + "." + name).toList(), _ -> true);
    }

    /** Some methods of these classes, where others do not read input. */
    public static Code ofMethods(Set<String> methods, String packageName, String... simpleNames) {
        return new Code(of(packageName, simpleNames).classes(), methods::contains);
    }

    /** All classes of packages and of those below them. */
    public static Code ofPackages(String... names) {
        return new Code(Stream.of(names).map(name -> name + ".").toList(), _ -> true);
    }

    /** What reads into records: their constructors and factories, not their accessors. */
    public static Code ofRecords(Collection<Class<?>> records) {
        return new Code(
                records.stream().map(Class::getName).toList(),
                name -> name.equals("<init>") || name.startsWith("lambda$new$"));
    }

    boolean contains(String className) {
        return classes.stream()
                .anyMatch(each -> each.endsWith(".")
                        ? className.startsWith(each)
                        : className.equals(each) || className.startsWith(each + "$"));
    }
}
