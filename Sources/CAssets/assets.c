#include "assets.h"

// The files themselves, taken in by the compiler: the program is one file on disk.
static const unsigned char tokens_css[] = {
#embed "files/css/tokens.css"
};
static const unsigned char inzet_css[] = {
#embed "files/css/inzet.css"
    ,
#embed "files/css/parts/application.css"
    ,
#embed "files/css/parts/organisation.css"
    ,
#embed "files/css/parts/signin.css"
    ,
#embed "files/css/parts/centre.css"
    ,
#embed "files/css/parts/import.css"
    ,
#embed "files/css/parts/vacancy.css"
};
static const unsigned char inzet_js[] = {
#embed "files/js/inzet.js"
};
static const unsigned char inzet_svg[] = {
#embed "files/img/inzet.svg"
};
static const unsigned char en_po[] = {
#embed "files/texts/en.po"
};
static const unsigned char openapi_json[] = {
#embed "files/open/openapi.json"
};
static const unsigned char demo_area[] = {
#embed "files/demo/gebied.json"
};
static const unsigned char demo_people[] = {
#embed "files/demo/mensen.json"
};
static const unsigned char demo_organisations[] = {
#embed "files/demo/organisaties.json"
};
static const unsigned char demo_texts[] = {
#embed "files/demo/teksten.json"
};
static const unsigned char demo_vacancies[] = {
#embed "files/demo/vacatures.json"
};

#define ASSET(name, symbol) { name, symbol, sizeof(symbol) }
static const inzet_asset assets[] = {
    ASSET("css/tokens.css", tokens_css),
    ASSET("css/inzet.css", inzet_css),
    ASSET("js/inzet.js", inzet_js),
    ASSET("img/inzet.svg", inzet_svg),
    ASSET("texts/en.po", en_po),
    ASSET("open/openapi.json", openapi_json),
    ASSET("demo/gebied.json", demo_area),
    ASSET("demo/mensen.json", demo_people),
    ASSET("demo/organisaties.json", demo_organisations),
    ASSET("demo/teksten.json", demo_texts),
    ASSET("demo/vacatures.json", demo_vacancies),
};

size_t inzet_asset_count(void) { return sizeof(assets) / sizeof(assets[0]); }

inzet_asset inzet_asset_at(size_t index) { return assets[index]; }
