/** The check of MySQL and MariaDB: the first packets of their protocol. */
@NullMarked
package io.signalbox.probe.mysql;

import org.jspecify.annotations.NullMarked;
