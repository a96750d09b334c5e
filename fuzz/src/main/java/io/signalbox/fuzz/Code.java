package io.signalbox.fuzz;

import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code of a parser that its input can reach. Static initializers read no input and never count.
 *
 * @param classes whose lines count, by full name
 * @param methods of these classes whose lines count
 */
public record Code(Predicate<String> classes, Predicate<Method> methods) {

    private static final String CONSTRUCTOR = "<init>";
    private static final String STATIC_INITIALIZER = "<clinit>";

    /** @param className full name @param descriptor its parameters and result, as in a class file */
    public record Method(String className, String name, String descriptor) {}

    /** Classes with their nested ones. @param packageName of all of them @param simpleNames not only of public ones */
    public static Code of(String packageName, String... simpleNames) {
        return new Code(named(packageName, simpleNames), _ -> true);
    }

    /** Some methods of these classes, where others do not read input. */
    public static Code ofMethods(Set<String> methods, String packageName, String... simpleNames) {
        return new Code(named(packageName, simpleNames), method -> methods.contains(method.name()));
    }

    /** All classes of packages and of those below them. */
    public static Code ofPackages(String... names) {
        return new Code(className -> Stream.of(names).anyMatch(name -> className.startsWith(name + ".")), _ -> true);
    }

    /**
     * The canonical constructors of records, which JSON is read into. Their other constructors and methods are for
     * callers in code.
     */
    public static Code ofRecords(Collection<Class<?>> types) {
        Map<String, String> constructors = types.stream()
                .filter(Class::isRecord)
                .collect(Collectors.toUnmodifiableMap(Class::getName, Code::canonical));
        return new Code(
                constructors::containsKey,
                method -> method.name().startsWith("lambda$new$")
                        || method.name().equals(CONSTRUCTOR)
                                && method.descriptor().equals(constructors.get(method.className())));
    }

    private static String canonical(Class<?> type) {
        var components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toList();
        return MethodType.methodType(void.class, components).descriptorString();
    }

    private static Predicate<String> named(String packageName, String... simpleNames) {
        return className -> Stream.of(simpleNames)
                .map(name -> packageName + "." + name)
                .anyMatch(name -> className.equals(name) || className.startsWith(name + "$"));
    }

    /** The code of both. */
    public Code and(Code other) {
        return new Code(classes.or(other.classes), method -> (classes.test(method.className()) ? this : other)
                .methods()
                .test(method));
    }

    /** Without these classes, which this input cannot reach. */
    public Code without(String packageName, String... simpleNames) {
        return new Code(classes.and(named(packageName, simpleNames).negate()), methods);
    }

    /** Without these methods, which run before there is any input. */
    public Code withoutMethods(String... names) {
        return new Code(classes, methods.and(method -> !Set.of(names).contains(method.name())));
    }

    boolean contains(String className) {
        return classes.test(className);
    }

    boolean contains(Method method) {
        return contains(method.className()) && !method.name().equals(STATIC_INITIALIZER) && methods.test(method);
    }
}
