/** On-demand checks: run once for a person, with all details of their connections. */
@NullMarked
package io.signalbox.probe.once;

import org.jspecify.annotations.NullMarked;
