package io.signalbox.endtoend;

import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One world for most tests. It is restored before each test, and checked for empty DNS answers after it. */
final class SharedStage implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final WorldPlan PLAN = WorldPlan.DEMO.withStableFor(Duration.ofSeconds(3));

    @Override
    public void beforeEach(ExtensionContext context) {
        stage(context).settle();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stage(context).assertNeverWithoutAnAnswer();
        stage(context).assertNothingDenied();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stage(context);
    }

    /** JUnit closes it after the last test. */
    private static Stage stage(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStage.class))
                .computeIfAbsent(Stage.class, _ -> Stage.start(PLAN), Stage.class);
    }
}
