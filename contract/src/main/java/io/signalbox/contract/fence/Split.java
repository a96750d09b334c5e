package io.signalbox.contract.fence;

import io.signalbox.contract.name.SiteName;

/**
 * A part of a name's traffic that goes to another site than the active one: to a warm standby, or to the target of a
 * ramp.
 *
 * @param to another site than the active one
 * @param percent of the traffic, 1 to 99; the active site has the rest
 */
public record Split(SiteName to, int percent) {

    public Split {
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("split to " + to + ": expected 1 to 99 percent, got " + percent);
        }
    }

    /** The entry in the fence's text. */
    @Override
    public String toString() {
        return to + ":" + percent;
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static Split parse(String text) {
        int colon = text.indexOf(':');
        try {
            if (colon > 0) {
                return new Split(new SiteName(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("split \"" + text + "\": expected site:percent", e);
        }
        throw new IllegalArgumentException("split \"" + text + "\": expected site:percent");
    }
}
