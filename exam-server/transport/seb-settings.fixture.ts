import type { Settings } from "./seb-settings.ts";

const words = (text: string): string[] => text.trim().split(/\s+/);
const all = <T>(names: string, value: T): Record<string, T> =>
  Object.fromEntries(words(names).map((name) => [name, value]));
const numbers = (text: string): Record<string, number> =>
  Object.fromEntries(words(text).map((pair) => [pair.split("=")[0] ?? "", Number(pair.split("=")[1])]));

const proxyNames = (names: string) =>
  words(names)
    .map((name) => `org_safeexambrowser_SEB_${name}`)
    .join(" ");

const proxies = {
  ...all(
    proxyNames(`AutoConfigurationEnabled AutoDiscoveryEnabled ExcludeSimpleHostnames FTPEnable FTPRequiresPassword
      HTTPEnable HTTPRequiresPassword HTTPSEnable HTTPSRequiresPassword RTSPEnable RTSPRequiresPassword SOCKSEnable
      SOCKSRequiresPassword`),
    false,
  ),
  ...all(
    proxyNames(`AutoConfigurationJavaScript AutoConfigurationURL FTPPassword FTPProxy FTPUsername HTTPPassword HTTPProxy
      HTTPUsername HTTPSPassword HTTPSProxy HTTPSUsername RTSPPassword RTSPProxy RTSPUsername SOCKSPassword SOCKSProxy
      SOCKSUsername`),
    "",
  ),
  ...numbers(proxyNames("FTPPort=21 HTTPPort=80 HTTPSPort=443 RTSPPort=554 SOCKSPort=1080")),
  org_safeexambrowser_SEB_FTPPassive: true,
  org_safeexambrowser_SEB_ExceptionsList: [],
};

/**
 * The settings that Safe Exam Browser 2.1.4 for macOS saved, grouped by value, and the Config Key that its
 * configuration tool showed for them, as the tests of Moodle's quizaccess_seb record both (`config_key_test`).
 */
export const savedByMac: Settings = {
  ...all(
    `URLFilterEnable URLFilterEnableContentFilter allowBrowsingBackForward allowDictation allowDictionaryLookup
    allowDisplayMirroring allowDownUploads allowFlashFullscreen allowPDFPlugIn allowScreenSharing allowSiri
    allowSpellCheck allowSwitchToApplications allowUserAppFolderInstall allowVideoCapture allowVirtualMachine allowWlan
    blockPopUpWindows browserMediaAutoplay browserScreenKeyboard configFileCreateIdentity configFileEncryptUsingIdentity
    downloadPDFFiles enableAltEsc enableAltF4 enableAltMouseWheel enableBrowserWindowToolbar enableCtrlEsc
    enableDrawingEditor enableJava enablePrintScreen enableStartMenu enableTouchExit examSessionReconfigureAllow
    hideBrowserWindowToolbar ignoreQuitPassword insideSebEnableChangeAPassword insideSebEnableEaseOfAccess
    insideSebEnableLockThisComputer insideSebEnableLogOff insideSebEnableNetworkConnectionSelector
    insideSebEnableShutDown insideSebEnableStartTaskManager insideSebEnableSwitchUser insideSebEnableVmWareClientShade
    killExplorerShell logSendingRequiresAdminPassword mobileAllowPictureInPictureMediaPlayback mobileAllowQRCodeConfig
    mobileAllowSingleAppMode mobileCompactAllowInlineMediaPlayback mobileEnableGuidedAccessLinkTransform
    mobileShowSettings mobileSupportedScreenOrientationsCompactPortraitUpsideDown newBrowserWindowByLinkBlockForeign
    newBrowserWindowByScriptBlockForeign newBrowserWindowShowReloadWarning openDownloads pinEmbeddedCertificates
    quitURLRestart removeBrowserProfile removeLocalStorage restartExamUseStartURL sebServerFallback showInputLanguage
    showNavigationButtons showReloadWarning showScanQRCodeButton startURLAllowDeepLink startURLAppendQueryParameter
    touchOptimized urlFilterTrustedContent`,
    false,
  ),
  ...all(
    `allowPreferencesWindow allowQuit allowUserSwitching allowedDisplayBuiltin browserURLSalt browserWindowAllowReload
    createNewDesktop detectStoppedProcess downloadAndOpenSebConfig enableAltTab enableAppSwitcherCheck enableEsc
    enableF1 enableF10 enableF11 enableF12 enableF2 enableF3 enableF4 enableF5 enableF6 enableF7 enableF8 enableF9
    enableJavaScript enableLogging enablePlugIns enablePrivateClipboard enableRightMouse enableSebBrowser
    enableZoomPage enableZoomText examSessionClearSessionCookies forceAppFolderInstall hookKeys ignoreExitKeys
    mobileAllowInlineMediaPlayback mobileEnableASAM mobilePreventAutoLock mobileSupportedFormFactorsCompact
    mobileSupportedFormFactorsNonTelephonyCompact mobileSupportedFormFactorsRegular
    mobileSupportedScreenOrientationsCompactLandscapeLeft mobileSupportedScreenOrientationsCompactLandscapeRight
    mobileSupportedScreenOrientationsCompactPortrait mobileSupportedScreenOrientationsRegularLandscapeLeft
    mobileSupportedScreenOrientationsRegularLandscapeRight mobileSupportedScreenOrientationsRegularPortrait
    mobileSupportedScreenOrientationsRegularPortraitUpsideDown monitorProcesses newBrowserWindowAllowReload
    newBrowserWindowNavigation quitURLConfirm restartExamPasswordProtected sendBrowserExamKey showBackToStartButton
    showMenuBar showQuitButton showReloadButton showTaskBar showTime urlFilterRegex`,
    true,
  ),
  ...all(
    `blacklistURLFilter browserUserAgent browserUserAgentMacCustom browserUserAgentWinDesktopModeCustom
    browserUserAgentWinTouchModeCustom browserUserAgentiOSCustom examSessionReconfigureConfigURL hashedAdminPassword
    hashedQuitPassword logDirectoryOSX logDirectoryWin quitURL restartExamText restartExamURL sebServerURL
    whitelistURLFilter`,
    "",
  ),
  ...all(
    "URLFilterIgnoreList URLFilterRules additionalResources embeddedCertificates permittedProcesses prohibitedProcesses",
    [],
  ),
  ...numbers(
    `URLFilterMessage=0 allowedDisplaysMaxNumber=1 allowiOSBetaVersionNumber=0 allowiOSVersionNumberMajor=9
    allowiOSVersionNumberMinor=3 allowiOSVersionNumberPatch=5 browserMessagingPingTime=120000 browserUserAgentMac=0
    browserUserAgentWinDesktopMode=0 browserUserAgentWinTouchMode=0 browserUserAgentiOS=0 browserViewMode=0
    browserWindowShowURL=0 chooseFileToUploadPolicy=0 exitKey1=2 exitKey2=10 exitKey3=5 logLevel=4
    mainBrowserWindowPositioning=1 minMacOSVersion=4 mobileStatusBarAppearance=1 mobileStatusBarAppearanceExtended=1
    newBrowserWindowByLinkPolicy=1 newBrowserWindowByLinkPositioning=2 newBrowserWindowByScriptPolicy=2
    newBrowserWindowShowURL=2 oskBehavior=2 proxySettingsPolicy=0 sebConfigPurpose=0 sebMode=0 sebServicePolicy=2
    taskBarHeight=40 zoomMode=0`,
  ),
  browserMessagingSocket: "ws:\\localhost:8706",
  browserUserAgentWinTouchModeIPad:
    "Mozilla/5.0 (iPad; CPU OS 11_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/11.0 Mobile/15E148 Safari/604.1",
  configKeySalt: new Uint8Array(),
  downloadDirectoryOSX: "/Users/andrewmadden/Downloads",
  downloadDirectoryWin: "Downloads",
  examKeySalt: Buffer.from("4iLONVAc1yKWLxbe6Vbf2vWYQO6zIRAobKgc3f25LH8=", "base64"),
  mainBrowserWindowHeight: "100%",
  mainBrowserWindowWidth: "100%",
  newBrowserWindowByLinkHeight: "100%",
  newBrowserWindowByLinkWidth: "1000",
  originatorVersion: "SEB_OSX_2.1.4_2B66",
  proxies,
  startURL: "https://www.google.com",
};

export const keyShownByMac = "4fa9af8ec8759eb7c680752ef4ee5eaf1a860628608fccae2715d519849f9292";
