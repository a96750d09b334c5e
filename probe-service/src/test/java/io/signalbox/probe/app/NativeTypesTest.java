package io.signalbox.probe.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.steps.ReflectiveHierarchyStep;
import io.quarkus.deployment.steps.RegisterForReflectionBuildStep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.live.LiveView;
import io.signalbox.probe.once.CheckReport;
import io.signalbox.probe.once.HandshakeReport;
import io.signalbox.probe.once.OnceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;

/** What Quarkus registers for reflection when it builds the native executable. */
class NativeTypesTest {

    @Test
    void everythingThatIsWrittenAsJsonIsRegistered() throws Exception {
        var types = new HashSet<Class<?>>();
        Stream.of(HeardBeat.class, LiveView.class, Observation.class, OnceResponse.class, ProblemDetails.class)
                .forEach(type -> add(type, types));

        assertThat(types).contains(ProbeResult.Failed.class, CheckReport.Ending.class, HandshakeReport.Shown.class);
        assertThat(registered()).containsAll(types.stream().map(Class::getName).toList());
    }

    /** Adds a type, those that implement it, and those of its components. */
    private static void add(Class<?> type, Set<Class<?>> all) {
        if (!type.getName().startsWith("io.signalbox.") || !all.add(type)) {
            return;
        }
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(each -> add(each, all));
        }
        if (type.isRecord()) {
            Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(each -> add(each, all));
        }
    }

    private static void add(Type type, Set<Class<?>> all) {
        switch (type) {
            case Class<?> known -> add(known, all);
            case ParameterizedType with ->
                Stream.of(with.getActualTypeArguments()).forEach(each -> add(each, all));
            default -> throw new IllegalArgumentException("expected a type or a type with parameters, got " + type);
        }
    }

    private static Set<String> registered() throws Exception {
        var index = new CombinedIndexBuildItem(index(), index());
        var capabilities = new Capabilities(Set.of());
        var hierarchies = new ArrayList<ReflectiveHierarchyBuildItem>();
        var classes = new ArrayList<ReflectiveClassBuildItem>();
        new RegisterForReflectionBuildStep().build(index, capabilities, classes::add, hierarchies::add, _ -> {});
        new ReflectiveHierarchyStep().build(null, index, capabilities, hierarchies, List.of(), classes::add);
        return classes.stream()
                .filter(item -> item.isConstructors() && item.isMethods())
                .flatMap(item -> item.getClassNames().stream())
                .collect(toSet());
    }

    /** The classes of this service, and those of the contract as its jar describes them. */
    private static IndexView index() throws IOException {
        var indexes = new ArrayList<IndexView>(List.of(Index.of(RegisterForReflection.class), here()));
        for (URL url : Collections.list(Observation.class.getClassLoader().getResources("META-INF/jandex.idx"))) {
            try (InputStream in = url.openStream()) {
                indexes.add(new IndexReader(in).read());
            }
        }
        return CompositeIndex.create(indexes);
    }

    private static Index here() throws IOException {
        var indexer = new Indexer();
        try (Stream<Path> files = Files.walk(Path.of("target", "classes", "io"))) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    indexer.index(in);
                }
            }
        }
        return indexer.complete();
    }
}
