package io.signalbox.decision.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.steps.ReflectiveHierarchyStep;
import io.quarkus.deployment.steps.RegisterForReflectionBuildStep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
class ReflectionTest {

    @Test
    void everyKindOfActionIsRegistered() throws Exception {
        var kinds = ActionKinds.ALL.stream().map(ActionKind::type).flatMap(ReflectionTest::withNested);

        assertThat(registered()).containsAll(kinds.map(Class::getName).toList());
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses()));
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
        for (URL url : Collections.list(Action.class.getClassLoader().getResources("META-INF/jandex.idx"))) {
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
