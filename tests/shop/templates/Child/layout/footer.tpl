{block name='layout-footer-copyright' prepend}
    <p data-child-footer>Unser Laden</p>
{/block}
