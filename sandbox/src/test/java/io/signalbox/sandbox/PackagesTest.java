package io.signalbox.sandbox;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final long MOST_TYPES = 30;
    private static final JavaClasses SANDBOX = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox.sandbox");

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("io.signalbox.sandbox.(**)")
                .should()
                .beFreeOfCycles()
                .because("an endpoint can then be read, and used by a test, without the rest of the world")
                .check(SANDBOX);
    }

    @Test
    void everyTypeIsInAPackageOfWhatItIsAbout() {
        Map<String, Long> types = SANDBOX.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        assertThat(types).doesNotContainKey("io.signalbox.sandbox").isNotEmpty();
        assertThat(types.values()).allMatch(count -> count <= MOST_TYPES);
    }
}
