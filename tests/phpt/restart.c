/* Starts PHP, runs a script and stops PHP, three times within one process. */
#include <sapi/embed/php_embed.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        return 2;
    }
    php_embed_module.php_ini_path_override = argv[1];
    for (int start = 0; start < 3; start++) {
        if (php_embed_init(0, NULL) == FAILURE) {
            return 1;
        }
        zend_first_try {
            zend_file_handle script;
            zend_stream_init_filename(&script, argv[2]);
            php_execute_script(&script);
            zend_destroy_file_handle(&script);
        } zend_end_try();
        php_embed_shutdown();
    }
    return 0;
}
