#pragma once

// Functions of glibc 2.34 and later that its headers show to GNU sources only.
int inzet_spawn_close_from(void *actions, int from) __asm__("posix_spawn_file_actions_addclosefrom_np");
int inzet_spawn_change_folder(void *actions, const char *path) __asm__("posix_spawn_file_actions_addchdir_np");
// The bounds are two unsigned numbers of 64 bits, as in struct rlimit.
int inzet_limit_child(int child, int resource, const void *bounds, void *old) __asm__("prlimit64");
