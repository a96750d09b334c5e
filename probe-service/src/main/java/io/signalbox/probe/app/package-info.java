@NullMarked
package io.signalbox.probe.app;

import org.jspecify.annotations.NullMarked;
