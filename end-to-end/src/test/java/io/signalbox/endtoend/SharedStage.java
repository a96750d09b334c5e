package io.signalbox.endtoend;

import io.signalbox.sandbox.WorldPlan;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One world for most tests: it is settled before each, and after each it must never have been without an answer. */
final class SharedStage implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final WorldPlan PLAN = WorldPlan.DEMO.withStableFor(Duration.ofSeconds(3));

    @Override
    public void beforeEach(ExtensionContext context) {
        stage(context).settle();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stage(context).assertNeverWithoutAnAnswer();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stage(context);
    }

    /** Closed by JUnit when all tests are over. */
    private static Stage stage(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStage.class))
                .computeIfAbsent(Stage.class, _ -> Stage.start(PLAN), Stage.class);
    }
}
