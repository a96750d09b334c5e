/** Access to the REST interface: bearer tokens, their roles and the paths that need none. */
@NullMarked
package io.signalbox.probe.access;

import org.jspecify.annotations.NullMarked;
