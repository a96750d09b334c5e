package io.signalbox.bench.probe;

import java.util.Map;
import java.util.Set;

/**
 * Something that goes wrong around the prober for a while.
 *
 * @param muted of these it may say nothing meanwhile, so that what fails is found when the trouble is over
 * @param inside what really fails meanwhile, and must be found
 */
record Trouble(String name, Set<Target.Group> muted, Map<Target, Harm> inside, Course course) {

    /** What happens. */
    interface Course {

        void begin();

        /** Again and again until the end. */
        default void meanwhile() {}

        void end();

        /** What else is to be told of it; empty for nothing. */
        default String remark() {
            return "";
        }
    }

    /** Where what fails is the trouble. */
    static final Course NOTHING_ELSE = new Course() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };
}
