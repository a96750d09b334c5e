package io.signalbox.contract.step;

import java.util.List;

/**
 * An API of AWS that an action or a move calls, with the permissions for it.
 *
 * @param api its name for people, for example {@code Amazon ECS}
 * @param regions where it must answer; one of them is enough
 * @param permissions the calls, and nothing more
 */
public record Need(String api, Plane plane, List<String> regions, List<IamPermission> permissions) {

    /** The part of an API, which determines whether it keeps working while a region is in trouble. */
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

    public static Need control(String api, String region, IamPermission... permissions) {
        return new Need(api, Plane.CONTROL, List.of(region), List.of(permissions));
    }

    public static Need data(String api, String region, IamPermission... permissions) {
        return new Need(api, Plane.DATA, List.of(region), List.of(permissions));
    }
}
