/* coach.js - opens the definition that a link leads to. */
(function () {
'use strict';
document.addEventListener('click', function (event) {
  var link = event.target.closest('a[href^="#def-"]');
  if (link) document.getElementById(link.hash.slice(1)).open = true;
});
})();
