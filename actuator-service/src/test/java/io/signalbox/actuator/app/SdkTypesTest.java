package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SdkTypesTest {

    static String[] names() {
        return SdkTypes.class.getAnnotation(RegisterForReflection.class).classNames();
    }

    /** The SDK makes an instance of each by its constructor without arguments. */
    @ParameterizedTest
    @MethodSource("names")
    void isAClassOfTheSdkThatCanBeMadeByName(String name) throws Exception {
        assertThat(Class.forName(name).getDeclaredConstructor()).isNotNull();
    }
}
