package io.signalbox.decision.core.needs;

import java.util.List;

/**
 * One API that a step calls.
 *
 * @param api as people know it, for example {@code Amazon ECS}
 * @param regions where it must answer; one of them is enough
 * @param permissions what may be asked of it, and nothing more
 */
public record Need(String api, Plane plane, List<String> regions, List<IamPermission> permissions) {

    /** What keeps working when a region is in trouble. */
    public enum Plane {
        /** Changes resources; the first to fail, and to be throttled. */
        CONTROL,
        /** Does the resources' daily work. */
        DATA
    }

    public Need {
        regions = List.copyOf(regions);
        permissions = List.copyOf(permissions);
    }

    static Need control(String api, String region, IamPermission... permissions) {
        return new Need(api, Plane.CONTROL, List.of(region), List.of(permissions));
    }

    static Need data(String api, String region, IamPermission... permissions) {
        return new Need(api, Plane.DATA, List.of(region), List.of(permissions));
    }
}
