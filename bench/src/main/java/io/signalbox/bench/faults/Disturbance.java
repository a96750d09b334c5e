package io.signalbox.bench.faults;

import java.util.Map;
import java.util.Set;

/**
 * A disturbance of the prober or its surroundings for a while.
 *
 * @param muted groups that may be UNKNOWN meanwhile; their outages must be detected afterwards
 * @param inside outages during the disturbance, which must be detected
 */
record Disturbance(String name, Set<SoakTarget.Group> muted, Map<SoakTarget, FailureKind> inside, Course course) {

    /** The course of a disturbance. */
    interface Course {

        void begin();

        /** Called repeatedly until the end. */
        default void meanwhile() {}

        void end();

        /** A remark for the report; empty for none. */
        default String remark() {
            return "";
        }
    }

    /** No disturbance besides the outages. */
    static final Course NOTHING_ELSE = new Course() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };
}
